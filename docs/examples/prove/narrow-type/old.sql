CREATE TABLE readings (id bigint PRIMARY KEY, value bigint NOT NULL);
