// What a further source says of a fact that stands in another table, agreeing or not. Its id is unique.
CREATE CONSTRAINT evidence_id IF NOT EXISTS
FOR (node:Evidence) REQUIRE node.evidence_id IS UNIQUE
