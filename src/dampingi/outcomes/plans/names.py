"""What the plan's workflow, long work and links are called."""

NAME, ALLOCATE, ACTIVITY, FORUM = "work_plan", "allocate_plan", "activity", "forum_minutes"
