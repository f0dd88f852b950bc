-- Once, as a superuser:
--   psql -v owner_password=… -v app_password=… -f create-database.sql postgres
-- Running it again changes nothing but the two passwords. PostgreSQL 15 or newer.
-- Two roles: the owner migrates, the application reads and writes rows and nothing else (grants follow each migrate).
\set ON_ERROR_STOP on
SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'nongan') AS make_owner,
       NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'nongan_app') AS make_app,
       NOT EXISTS (SELECT FROM pg_database WHERE datname = 'nongan') AS make_site,
       NOT EXISTS (SELECT FROM pg_database WHERE datname = 'nongan_rehearsal') AS make_rehearsal,
       current_setting('server_version_num')::int >= 170000 AS builtin \gset
\if :make_owner
    CREATE ROLE nongan LOGIN;
\endif
\if :make_app
    CREATE ROLE nongan_app LOGIN;
\endif
ALTER ROLE nongan PASSWORD :'owner_password';
ALTER ROLE nongan_app PASSWORD :'app_password';
-- C.UTF-8 sorts the same on every machine and knows Chinese letters (plain C gives no trigrams for them). From 17 on
-- PostgreSQL brings its own, before it is the system's.
\if :builtin
    \set locale 'LOCALE_PROVIDER builtin BUILTIN_LOCALE ''C.UTF-8'' LOCALE ''C.UTF-8'''
\else
    \set locale 'LOCALE ''C.UTF-8'''
\endif
\if :make_site
    CREATE DATABASE nongan OWNER nongan TEMPLATE template0 ENCODING 'UTF8' :locale;
\endif
\if :make_rehearsal
    -- deploy/rehearse.sh restores a backup here, compares it, and empties it again.
    CREATE DATABASE nongan_rehearsal OWNER nongan TEMPLATE template0 ENCODING 'UTF8' :locale;
\endif
REVOKE CONNECT ON DATABASE nongan, nongan_rehearsal FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE nongan TO nongan_app;
