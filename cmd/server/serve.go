package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"reftel/internal/app/serve"
)

// serveCommand serves an archive until it is told to stop.
type serveCommand struct {
	Data        string        `type:"path" env:"REFTEL_DATA" help:"Folder of the archive. Without it, a demonstration archive of fictional cables is built in a temporary folder."`
	Addr        string        `default:":8080" env:"REFTEL_ADDR" help:"Address to listen on, HOST:PORT."`
	BaseURL     string        `env:"REFTEL_BASE_URL" help:"Public address of the site (https://cables.example.org), for links that leave it; default: as the visitor sees it."`
	SearchSlots int           `default:"0" env:"REFTEL_SEARCH_SLOTS" help:"Light searches at once, and half as many of the usual; 0: eight."`
	DearSlots   int           `default:"0" env:"REFTEL_DEAR_SLOTS" help:"Dear searches at once, which have slots of their own; 0: half as many as there are cores, and at least two."`
	Trusted     []string      `name:"trusted-proxy" placeholder:"CIDR" env:"REFTEL_TRUSTED_PROXY" help:"Address or network of a proxy whose X-Forwarded-For tells who asks; several with commas, or the flag again. Without, visitors through a proxy are one visitor, and those through the loopback are not told apart."`
	Timeout     time.Duration `default:"2s" env:"REFTEL_SEARCH_TIMEOUT" help:"Longest time of one search."`
	Poll        time.Duration `default:"30s" env:"REFTEL_POLL" help:"How often to look for a new generation (also at SIGHUP)."`
}

func (c *serveCommand) Run(ctx context.Context, con console) error {
	proxies, err := serve.Proxies(c.Trusted)
	if err != nil {
		return err
	}
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	defer signal.Stop(hangup)
	return serve.Run(ctx, serve.Options{
		Data: c.Data, Addr: c.Addr, BaseURL: c.BaseURL, Version: version(),
		SearchSlots: c.SearchSlots, DearSlots: c.DearSlots, TrustedProxies: proxies, SearchTimeout: c.Timeout, Poll: c.Poll,
		Hangup: hangup, Log: con.log,
	})
}
