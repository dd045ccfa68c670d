// A project, programme, network, survey, meeting: something organisations take part in. Its id is unique.
CREATE CONSTRAINT project_id IF NOT EXISTS
FOR (node:Project) REQUIRE node.project_id IS UNIQUE
