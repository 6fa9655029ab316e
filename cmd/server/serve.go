package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"reftel/internal/app/serve"
)

// serveCommand serves an archive until it is told to stop.
type serveCommand struct {
	Data string `type:"path" env:"REFTEL_DATA" help:"Folder of the archive. Without it, a demonstration archive of fictional cables is built in a temporary folder."`
	engineFlags
	Addr            string        `default:":8080" env:"REFTEL_ADDR" help:"Address to listen on, HOST:PORT or unix:PATH. Sockets that systemd hands over go before it."`
	SocketMode      string        `default:"0660" env:"REFTEL_SOCKET_MODE" help:"Mode of a Unix socket."`
	MetricsAddr     string        `env:"REFTEL_METRICS_ADDR" help:"Address on which metrics are told, HOST:PORT or unix:PATH; default: nowhere. Not for the public."`
	BaseURL         string        `env:"REFTEL_BASE_URL" help:"Public address of the site (https://cables.example.org), for links that leave it; default: as the visitor sees it, where --allow-host has it."`
	Site            string        `type:"existingdir" env:"REFTEL_SITE" placeholder:"DIR" help:"Folder in which you say whose archive it is: name, rights, colours, pages (docs/site.md). reftel init DIR writes a sample."`
	AllowHost       []string      `env:"REFTEL_ALLOW_HOST" help:"Hosts (cables.example.org, some.onion) that may stand in links that leave the site where there is no --base-url, several with commas between them; localhost is."`
	SecurityContact string        `env:"REFTEL_SECURITY_CONTACT" placeholder:"CONTACT" help:"Whom to tell of a vulnerability (security@example.org, https://…), for /.well-known/security.txt; without it there is none."`
	OAI             bool          `name:"oai" env:"REFTEL_OAI" help:"Let other archives harvest this one by OAI-PMH, at /oai."`
	OAIEmail        string        `name:"oai-email" env:"REFTEL_OAI_EMAIL" placeholder:"ADDRESS" help:"Whom harvesters write to; default: webmaster at the host of the site."`
	ARKNAAN         string        `name:"ark-naan" env:"REFTEL_ARK_NAAN" placeholder:"NUMBER" help:"Name cables by ARKs under this number of yours (NAAN), at /ark:NUMBER/ID; without it they have none."`
	SearchSlots     int           `default:"0" env:"REFTEL_SEARCH_SLOTS" help:"Light searches at once, and half as many of the usual, but of these no more than cores; 0: eight."`
	DearSlots       int           `default:"0" env:"REFTEL_DEAR_SLOTS" help:"Dear searches at once, which have slots of their own; 0: half as many as there are cores, and at least two."`
	Trusted         []string      `name:"trusted-proxy" placeholder:"CIDR" env:"REFTEL_TRUSTED_PROXY" help:"Address or network of a proxy whose X-Forwarded-For tells who asks; several with commas, or the flag again. Without, visitors through a proxy are one visitor, and those through the loopback are not told apart."`
	Timeout         time.Duration `default:"2s" env:"REFTEL_SEARCH_TIMEOUT" help:"Longest time of one search."`
	Poll            time.Duration `default:"30s" env:"REFTEL_POLL" help:"How often to look for a new generation (also at SIGHUP)."`
}

// Validate is called by kong.
func (c *serveCommand) Validate() error { return c.check(c.Data, false) }

func (c *serveCommand) Run(ctx context.Context, con console) error {
	proxies, err := serve.Proxies(c.Trusted)
	if err != nil {
		return err
	}
	cluster, err := c.cluster()
	if err != nil {
		return err
	}
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	defer signal.Stop(hangup)
	mode, err := strconv.ParseUint(c.SocketMode, 8, 9)
	if err != nil {
		return fmt.Errorf("mode of a socket %q: %w", c.SocketMode, err)
	}
	return serve.Run(ctx, serve.Options{
		Cluster: cluster, Data: c.Data, Addr: c.Addr, SocketMode: os.FileMode(mode), MetricsAddr: c.MetricsAddr, BaseURL: c.BaseURL, Site: c.Site, Hosts: c.AllowHost, Version: version(), Security: c.SecurityContact,
		OAI: c.OAI, OAIEmail: c.OAIEmail, ARKNAAN: c.ARKNAAN,
		SearchSlots: c.SearchSlots, DearSlots: c.DearSlots, TrustedProxies: proxies, SearchTimeout: c.Timeout, Poll: c.Poll,
		Hangup: hangup, Log: con.log,
	})
}
