CREATE TABLE people (id bigint PRIMARY KEY, name text NOT NULL);
CREATE VIEW names AS SELECT id, name FROM people;
