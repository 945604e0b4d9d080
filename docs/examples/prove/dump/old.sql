--
-- As pg_dump writes it: an empty search path, ownership left out
--
\restrict abc
SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SELECT pg_catalog.set_config('search_path', '', false);
CREATE TYPE public.status AS ENUM (
    'new',
    'paid'
);
CREATE TABLE public.invoices (
    id integer NOT NULL,
    status public.status DEFAULT 'new'::public.status NOT NULL,
    note character varying(40)
);
ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_pkey PRIMARY KEY (id);
\unrestrict abc
