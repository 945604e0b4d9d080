CREATE TABLE people (id bigint PRIMARY KEY, name text NOT NULL);
CREATE VIEW names AS SELECT name FROM people;
