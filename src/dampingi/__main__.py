import sys

from dampingi.cli import main

sys.exit(main())
