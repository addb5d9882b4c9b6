"""What the plan's workflow, long work and links are called."""

NAME, ALLOCATE, ACTIVITY = "work_plan", "allocate_plan", "activity"
