// A figure that a source reports: members, answers, turnover. Its id is unique.
CREATE CONSTRAINT figure_id IF NOT EXISTS
FOR (node:Figure) REQUIRE node.figure_id IS UNIQUE
