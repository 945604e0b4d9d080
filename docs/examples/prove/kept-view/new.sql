CREATE TABLE people (id bigint PRIMARY KEY, name text NOT NULL, born date);
CREATE VIEW names AS SELECT name FROM people;
ALTER TABLE people ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody ON people FOR SELECT USING (name <> '');
