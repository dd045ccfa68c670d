// A goal that somebody set. Its id is unique.
CREATE CONSTRAINT goal_id IF NOT EXISTS
FOR (node:Goal) REQUIRE node.goal_id IS UNIQUE
