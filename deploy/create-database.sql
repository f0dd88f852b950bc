-- Once, as a superuser:  psql -v owner_password=… -v app_password=… -f create-database.sql postgres
-- Two roles: the owner migrates, the application reads and writes rows and nothing else (grants follow each migrate).
CREATE ROLE nongan LOGIN PASSWORD :'owner_password';
CREATE ROLE nongan_app LOGIN PASSWORD :'app_password';
-- The builtin C.UTF-8 sorts the same on every machine and knows Chinese letters (plain C gives no trigrams for them).
-- Before PostgreSQL 17 leave out LOCALE_PROVIDER and BUILTIN_LOCALE.
CREATE DATABASE nongan OWNER nongan TEMPLATE template0 ENCODING 'UTF8'
    LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C.UTF-8';
REVOKE CONNECT ON DATABASE nongan FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE nongan TO nongan_app;
