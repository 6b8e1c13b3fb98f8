"""Pictures in the admin: the library, uploads, the picture's own page, the field that chooses one."""
