"""By rules, without a network connection: pictures and line work end in the same evidence."""
