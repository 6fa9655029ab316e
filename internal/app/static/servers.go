package static

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"reftel/internal/language"
)

// languages stands in a rule for the tags of all languages of the program: a copy
// speaks one, and leads there whom a link into another one brought.
const languages = "LANGUAGES"

// apacheHead is how .htaccess begins. A page stands in a folder of its name, to which no
// stroke at the end leads; what has a query, below _q: a query with a stroke, which could
// lead out of the folder, is that of no page.
const apacheHead = `# For Apache, in this folder: AllowOverride All, mod_rewrite and mod_mime.
Options -Indexes
DirectoryIndex index.html
DirectorySlash Off
ErrorDocument 404 /404.html
AddDefaultCharset utf-8
RewriteEngine On
RewriteRule ^(?:LANGUAGES)(?:/(.*))?$ /$1 [R=302,L]
RewriteRule ^cable/([^/\x00-\x20]+)/([^/~\x00-\x20]+)~[^/]+/?$ /cable/$1/$2#$2 [R=301,NE,L]
RewriteCond %{QUERY_STRING} ^([A-Za-z0-9%&+=.~_-]+)$
RewriteCond %{DOCUMENT_ROOT}/_q/$1/%1/index.html -f
RewriteRule ^(.+?)/?$ /_q/$1/%1/index.html [B=%,QSD,L]
RewriteCond %{QUERY_STRING} ^([A-Za-z0-9%&+=.~_-]+)$
RewriteCond %{DOCUMENT_ROOT}/_q/$1/%1.atom -f
RewriteRule ^(.+?)/?$ /_q/$1/%1.atom [B=%,QSD,L]
`

// apacheFolders leads to the pages in folders, behind all other rules.
const apacheFolders = `RewriteCond %{REQUEST_FILENAME} -d
RewriteCond %{REQUEST_FILENAME}/index.html -f
RewriteRule ^(.+?)/?$ /$1/index.html [B=%,L]
`

// nginxHead is how nginx.conf begins.
const nginxHead = `# For nginx: include this in the server block whose root is this folder.
error_page 404 /404.html;
charset utf-8;
charset_types *;
set $asked "";
if ($args ~ "^[A-Za-z0-9%&+=.~_-]+$") { set $asked $args; }
location / { try_files /_q$uri/$asked/index.html /_q$uri/$asked.atom $uri $uri/index.html =404; }
location ~ ^/(?:LANGUAGES)(?:/|$) { rewrite ^/[a-z]+/?(.*)$ /$1 redirect; }
location ~ ^/cable/([^/\x00-\x20]+)/([^/~\x00-\x20]+)~[^/]+/?$ { return 301 /cable/$1/$2#$2; }
`

// types are those of files that servers know by no ending, or by another.
var types = [][2]string{
	{".atom", "application/atom+xml"}, {".bib", "application/x-bibtex"}, {".biblatex", "application/x-biblatex"}, {".ris", "application/x-research-info-systems"},
	{".csl.json", "application/vnd.citationstyles.csl+json"}, {"/opensearch.xml", "application/opensearchdescription+xml"}, {"/raw", "text/plain"},
}

// rules writes what servers need to be told: the types of files, where old addresses
// lead, which are gone, and where the file of a page has another name than its address.
// Without them, pages say so that are found at these addresses.
func (c *copier) rules() error {
	var list, apache, nginx bytes.Buffer
	tags := strings.Join(language.Tags(), "|")
	apache.WriteString(strings.ReplaceAll(apacheHead, languages, tags))
	nginx.WriteString(strings.ReplaceAll(nginxHead, languages, tags))
	for _, tag := range language.Tags() {
		fmt.Fprintf(&list, "/%s / 302\n/%[1]s/* /:splat 302\n", tag)
	}
	for _, t := range types {
		pattern := regexp.QuoteMeta(t[0]) + "$"
		if t[0] == "/raw" {
			pattern = "^/cable/[^/]+/raw$"
		}
		fmt.Fprintf(&nginx, "location ~ %s { types { } default_type %s; try_files /_q$uri/$asked.atom $uri $uri/index.html =404; }\n", pattern, t[1])
		if name, ok := strings.CutPrefix(t[0], "/"); ok {
			fmt.Fprintf(&apache, "<Files \"%s\">\nForceType %s\n</Files>\n", name, t[1])
		} else {
			fmt.Fprintf(&apache, "<FilesMatch \"%s$\">\nForceType %s\n</FilesMatch>\n", regexp.QuoteMeta(t[0]), t[1])
		}
	}
	for _, m := range c.moved {
		if strings.ContainsAny(m[0]+m[1], "?\\\"{};$ ") {
			continue // its page leads on
		}
		fmt.Fprintf(&list, "%s %s 301\n", m[0], m[1])
		fmt.Fprintf(&apache, "RedirectMatch 301 ^%s$ %s\n", regexp.QuoteMeta(unescaped(m[0])), m[1])
		fmt.Fprintf(&nginx, "location = \"%s\" { return 301 \"%s\"; }\n", unescaped(m[0]), m[1])
	}
	for _, g := range c.gone {
		fmt.Fprintf(&list, "%s %s/index.html 410\n", g, g)
		fmt.Fprintf(&apache, "RedirectMatch gone ^%s$\n", regexp.QuoteMeta(unescaped(g)))
		fmt.Fprintf(&nginx, "location = \"%s\" { return 410; }\n", unescaped(g))
	}
	for _, r := range c.renamed {
		fmt.Fprintf(&nginx, "location = \"%s\" { try_files \"/%s\" =404; }\n", r[0], r[1])
		fmt.Fprintf(&apache, "RewriteRule \"^%s$\" \"/%s\" [L]\n", regexp.QuoteMeta(r[0][1:]), strings.ReplaceAll(r[1], "%", `\%25`))
	}
	apache.WriteString(apacheFolders)
	for name, b := range map[string][]byte{"_redirects": list.Bytes(), ".htaccess": apache.Bytes(), "nginx.conf": nginx.Bytes()} {
		if err := c.out.write(name, b); err != nil {
			return err
		}
	}
	return nil
}
