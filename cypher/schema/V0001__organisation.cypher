// An organisation: a single body, or a collective or unnamed one that a source speaks of. Its id is unique.
CREATE CONSTRAINT organisation_id IF NOT EXISTS
FOR (node:Organisation) REQUIRE node.org_id IS UNIQUE
