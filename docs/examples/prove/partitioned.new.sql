CREATE TABLE events (id bigint NOT NULL, day date NOT NULL, kind text DEFAULT 'click', PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE events_rest PARTITION OF events DEFAULT;
COMMENT ON COLUMN events.kind IS 'click or view';
