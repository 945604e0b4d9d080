CREATE TABLE readings (id bigint PRIMARY KEY, value smallint NOT NULL);
