-- What pgTAP has no assertion for is asked from the catalogue. Every function answers NULL for what does not exist.
CREATE FUNCTION pg_temp.wes_table(nsp name, tab name) RETURNS oid LANGUAGE sql AS $wes$
  SELECT c.oid FROM pg_catalog.pg_class c
   WHERE c.relname = tab AND c.relkind IN ('r', 'p')
     AND c.relnamespace = CASE nsp WHEN 'pg_temp' THEN pg_catalog.pg_my_temp_schema()
                          ELSE (SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname = nsp) END
$wes$;
CREATE FUNCTION pg_temp.wes_sorted(names name[]) RETURNS text LANGUAGE sql STRICT AS $wes$
  SELECT coalesce(pg_catalog.string_agg(pg_catalog.quote_ident(x), ', ' ORDER BY x), 'none') FROM pg_catalog.unnest(names) x
$wes$;
CREATE FUNCTION pg_temp.wes_user_type(nsp name, tab name, col name) RETURNS text LANGUAGE sql AS $wes$
  SELECT pg_catalog.format('%I.%I', n.nspname, t.typname) || CASE WHEN e.oid IS NULL THEN '' ELSE '[]' END
    FROM pg_catalog.pg_attribute a
    LEFT JOIN pg_catalog.pg_type e ON e.typarray = a.atttypid
    JOIN pg_catalog.pg_type t ON t.oid = coalesce(e.oid, a.atttypid)
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
   WHERE a.attrelid = pg_temp.wes_table(nsp, tab) AND a.attname = col AND NOT a.attisdropped
$wes$;
CREATE FUNCTION pg_temp.wes_default(nsp name, tab name, col name) RETURNS text LANGUAGE sql AS $wes$
  SELECT CASE coalesce(pg_catalog.to_jsonb(a) ->> 'attgenerated', '')
           WHEN 's' THEN 'generated, stored: ' WHEN 'v' THEN 'generated, virtual: ' ELSE '' END
         || pg_catalog.pg_get_expr(d.adbin, d.adrelid)
    FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
   WHERE a.attrelid = pg_temp.wes_table(nsp, tab) AND a.attname = col AND NOT a.attisdropped
$wes$;
CREATE FUNCTION pg_temp.wes_identity(nsp name, tab name, col name) RETURNS text LANGUAGE sql AS $wes$
  SELECT CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' ELSE 'none' END
    FROM pg_catalog.pg_attribute a
   WHERE a.attrelid = pg_temp.wes_table(nsp, tab) AND a.attname = col AND NOT a.attisdropped
$wes$;
CREATE FUNCTION pg_temp.wes_comment(nsp name, tab name, col name) RETURNS text LANGUAGE sql AS $wes$
  SELECT pg_catalog.col_description(a.attrelid, a.attnum) FROM pg_catalog.pg_attribute a
   WHERE a.attrelid = pg_temp.wes_table(nsp, tab) AND a.attname = col AND NOT a.attisdropped
$wes$;
CREATE FUNCTION pg_temp.wes_partitioning(nsp name, tab name) RETURNS text LANGUAGE sql AS $wes$
  SELECT CASE p.partstrat WHEN 'r' THEN 'RANGE ' WHEN 'l' THEN 'LIST ' WHEN 'h' THEN 'HASH ' END
         || ARRAY(SELECT a.attname FROM pg_catalog.unnest(p.partattrs::int2[]) WITH ORDINALITY k(num, pos)
                    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = k.num ORDER BY k.pos)::text
    FROM pg_catalog.pg_partitioned_table p WHERE p.partrelid = pg_temp.wes_table(nsp, tab)
$wes$;
CREATE FUNCTION pg_temp.wes_constraints(nsp name, tab name) RETURNS name[] LANGUAGE sql AS $wes$
  SELECT ARRAY(SELECT c.conname FROM pg_catalog.pg_constraint c WHERE c.conrelid = t.id AND c.contype IN ('p', 'u', 'c', 'f', 'x'))
    FROM (SELECT pg_temp.wes_table(nsp, tab) AS id) t WHERE t.id IS NOT NULL
$wes$;
CREATE FUNCTION pg_temp.wes_constraint(nsp name, tab name, con name) RETURNS text LANGUAGE sql AS $wes$
  SELECT pg_catalog.pg_get_constraintdef(c.oid) FROM pg_catalog.pg_constraint c
   WHERE c.conrelid = pg_temp.wes_table(nsp, tab) AND c.conname = con AND c.contype <> 'n'
$wes$;
CREATE FUNCTION pg_temp.wes_reference(cols name[], nsp name, tab name, refs name[]) RETURNS text LANGUAGE sql AS $wes$
  SELECT pg_catalog.format('%s REFERENCES %I.%I %s', cols::text, nsp, tab, refs::text)
$wes$;
CREATE FUNCTION pg_temp.wes_reference(nsp name, tab name, con name) RETURNS text LANGUAGE sql AS $wes$
  SELECT pg_temp.wes_reference(
           ARRAY(SELECT a.attname FROM pg_catalog.unnest(c.conkey) WITH ORDINALITY k(num, pos)
                   JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.num ORDER BY k.pos),
           n.nspname, t.relname,
           ARRAY(SELECT a.attname FROM pg_catalog.unnest(c.confkey) WITH ORDINALITY k(num, pos)
                   JOIN pg_catalog.pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.num ORDER BY k.pos))
    FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_class t ON t.oid = c.confrelid JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
   WHERE c.conrelid = pg_temp.wes_table(nsp, tab) AND c.conname = con AND c.contype = 'f'
$wes$;
CREATE FUNCTION pg_temp.wes_action(code "char") RETURNS text LANGUAGE sql AS $wes$
  SELECT CASE code WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' END
$wes$;
CREATE FUNCTION pg_temp.wes_foreign_key(nsp name, tab name, con name) RETURNS text LANGUAGE sql AS $wes$
  SELECT 'ON UPDATE ' || pg_temp.wes_action(c.confupdtype) || ' ON DELETE ' || pg_temp.wes_action(c.confdeltype)
         || CASE WHEN NOT c.condeferrable THEN ' NOT DEFERRABLE' WHEN c.condeferred THEN ' DEFERRABLE INITIALLY DEFERRED' ELSE ' DEFERRABLE' END
         || CASE WHEN c.convalidated THEN '' ELSE ' NOT VALID' END
    FROM pg_catalog.pg_constraint c WHERE c.conrelid = pg_temp.wes_table(nsp, tab) AND c.conname = con AND c.contype = 'f'
$wes$;
CREATE FUNCTION pg_temp.wes_indexes(nsp name, tab name) RETURNS name[] LANGUAGE sql AS $wes$
  SELECT ARRAY(SELECT c.relname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = t.id)
    FROM (SELECT pg_temp.wes_table(nsp, tab) AS id) t WHERE t.id IS NOT NULL
$wes$;
CREATE FUNCTION pg_temp.wes_index(nsp name, tab name, idx name) RETURNS text LANGUAGE sql AS $wes$
  SELECT CASE WHEN i.indisunique THEN 'UNIQUE' ELSE 'NOT UNIQUE' END
         || pg_catalog.substring(pg_catalog.pg_get_indexdef(i.indexrelid), ' USING .*$')
         || CASE WHEN i.indisvalid AND i.indisready THEN '' ELSE ' INVALID' END
    FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
   WHERE i.indrelid = pg_temp.wes_table(nsp, tab) AND c.relname = idx
$wes$;
CREATE FUNCTION pg_temp.wes_row_security(nsp name, tab name) RETURNS text LANGUAGE sql AS $wes$
  SELECT CASE WHEN c.relrowsecurity THEN 'enabled' ELSE 'disabled' END || CASE WHEN c.relforcerowsecurity THEN ', forced' ELSE ', not forced' END
    FROM pg_catalog.pg_class c WHERE c.oid = pg_temp.wes_table(nsp, tab)
$wes$;
CREATE FUNCTION pg_temp.wes_policy(nsp name, tab name, pol name) RETURNS text LANGUAGE sql AS $wes$
  SELECT CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END
         || ' FOR ' || CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END
         || ' TO ' || CASE WHEN 0::oid = ANY (p.polroles) THEN 'PUBLIC'
              ELSE pg_temp.wes_sorted(ARRAY(SELECT r.rolname FROM pg_catalog.pg_roles r WHERE r.oid = ANY (p.polroles))) END
    FROM pg_catalog.pg_policy p WHERE p.polrelid = pg_temp.wes_table(nsp, tab) AND p.polname = pol
$wes$;
CREATE FUNCTION pg_temp.wes_policy_rows(nsp name, tab name, pol name) RETURNS text LANGUAGE sql AS $wes$
  SELECT 'USING ' || coalesce(pg_catalog.pg_get_expr(p.polqual, p.polrelid), 'nothing')
         || ' WITH CHECK ' || coalesce(pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid), 'nothing')
    FROM pg_catalog.pg_policy p WHERE p.polrelid = pg_temp.wes_table(nsp, tab) AND p.polname = pol
$wes$;
