// The dataset that the graph was made from. Its id is unique.
CREATE CONSTRAINT dataset_id IF NOT EXISTS
FOR (node:Dataset) REQUIRE node.dataset_id IS UNIQUE
