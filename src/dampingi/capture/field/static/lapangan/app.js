// @ts-check
import * as sync from "./sync.js";
import * as versions from "./versions.js";

void versions.start();
sync.start();
