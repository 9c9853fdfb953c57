// The site's own worker for push messages: one line, at the site's own address.
importScripts('/tag/percorso-sw.js');
