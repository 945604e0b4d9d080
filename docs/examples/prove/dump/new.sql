SELECT pg_catalog.set_config('search_path', '', false);
CREATE TYPE public.status AS ENUM (
    'new',
    'paid',
    'void'
);
CREATE TABLE public.invoices (
    id integer NOT NULL,
    status public.status DEFAULT 'new'::public.status NOT NULL,
    note text,
    due date
);
ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_pkey PRIMARY KEY (id);
CREATE INDEX invoices_due_idx ON public.invoices USING btree (due);
