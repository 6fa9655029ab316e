// Package serve runs the server: it opens the archive of a data folder, listens,
// takes up new generations, and stops without breaking off what is under way.
// It stands beside package app, which tests of the server use.
package serve

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"sync"
	"time"

	"github.com/coreos/go-systemd/v22/daemon"

	"reftel/internal/app"
	"reftel/internal/app/memory"
	"reftel/internal/archive"
	"reftel/internal/index"
	"reftel/internal/reference"
	"reftel/internal/server"
	"reftel/internal/server/guard"
	"reftel/internal/server/meter"
	"reftel/internal/site"
)

// Options say what is served, and how.
type Options struct {
	Cluster        *app.Cluster // where the archive is instead of a folder; nil: it is not
	Data           string       // folder of the archive; "": a demonstration archive is built in a temporary folder
	Addr           string       // HOST:PORT, or unix:PATH
	SocketMode     os.FileMode  // of that path; 0: as the system makes it
	BaseURL        string       // https://cables.example.org; "": as the visitor sees it
	Site           string       // folder in which the operator says whose it is; "": nobody does
	Hosts          []string     // that the visitor may see it by
	Version        string       // of the program
	Security       string       // whom to tell of a vulnerability: an address or a link; "": nobody is named
	OAI            bool         // other archives may harvest it
	OAIEmail       string       // whom harvesters write to
	ARKNAAN        string       // of the ARKs of cables; "": they have none
	MetricsAddr    string       // where metrics are told, as Addr; "": nowhere
	SearchSlots    int          // searches at once; 0: the server's own choice
	DearSlots      int          // dear searches at once; 0: the server's own choice
	SearchTimeout  time.Duration
	TrustedProxies []netip.Prefix   // whose X-Forwarded-For tells who asks
	Poll           time.Duration    // how often to look for a new generation
	Hangup         <-chan os.Signal // look for one now; may be nil
	Log            *slog.Logger
	Ready          func(net.Addr) // called once the server listens; may be nil
}

// Proxies reads the addresses and networks of trusted proxies.
func Proxies(texts []string) ([]netip.Prefix, error) { return guard.ParseProxies(texts...) }

// Run serves until the context ends. Requests that are under way then are
// answered, new ones are not taken any more.
func Run(ctx context.Context, o Options) error {
	tables, err := reference.Open()
	if err != nil {
		return err
	}
	var own *site.Site
	if o.Site != "" {
		if own, err = site.Read(o.Site); err != nil {
			return err
		}
	}
	data := o.Data
	if data == "" && o.Cluster == nil {
		dir, err := os.MkdirTemp("", "reftel-demo-")
		if err != nil {
			return fmt.Errorf("making a folder for the demonstration archive: %w", err)
		}
		defer func() { _ = index.Remove(dir) }()
		if err := app.Demo(ctx, tables, dir, "reftel "+o.Version); err != nil {
			return err
		}
		data = dir
	}
	live, err := o.open(ctx, data)
	if err != nil {
		return err
	}
	defer live.Close()
	var m *meter.Meter
	if o.MetricsAddr != "" {
		m = meter.New()
	}
	limit := memory.Keep(os.DirFS("/")) // before the server, which keeps pages by it
	defer memory.Spare()()
	handler, err := server.New(server.Config{
		Archive: live, Tables: tables, Logger: o.Log, BaseURL: o.BaseURL, Hosts: o.Hosts, Demo: o.demo(), Version: o.Version, Meter: m,
		SearchSlots: o.SearchSlots, DearSlots: o.DearSlots, SearchTimeout: o.SearchTimeout, TrustedProxies: o.TrustedProxies, SecurityContact: o.Security, Site: own,
		OAI: o.OAI, OAIEmail: o.OAIEmail, ARKNAAN: o.ARKNAAN,
	})
	if err != nil {
		return err
	}
	closeMeter, err := o.tellMetrics(m)
	if err != nil {
		return err
	}
	defer closeMeter()
	doors, err := openDoors(o.Addr, o.SocketMode)
	if err != nil {
		return err
	}
	defer closeDoors(doors)
	var watching sync.WaitGroup
	defer watching.Wait() // before the archive is closed
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	watching.Go(func() { _ = live.Watch(ctx, o.Poll) })
	if folder, ok := live.(*index.Live); ok {
		watching.Go(func() { _ = folder.Recheck(ctx) })
	}
	watching.Go(func() { reloadAt(ctx, o.Hangup, live, o.Log) })
	for _, d := range doors {
		o.Log.Info("serving", "url", shownURL(d.Addr()), "generation", generationOf(live), "demonstration", o.demo(),
			"memory_limit", limit.Bytes, "memory_limit_from", limit.From)
		if o.Ready != nil {
			o.Ready(d.Addr())
		}
	}
	_, _ = daemon.SdNotify(false, daemon.SdNotifyReady) // who started us may not listen
	return serveAt(ctx, doors, handler, o.Log)
}

// A published archive is one that others publish while it is served.
type published interface {
	archive.Source
	Reload(ctx context.Context) error
	Watch(ctx context.Context, every time.Duration) error
	Close() error
}

// open opens the archive of the folder or of the cluster.
func (o *Options) open(ctx context.Context, data string) (published, error) {
	if o.Cluster != nil {
		return app.OpenCluster(ctx, *o.Cluster, o.Log)
	}
	return app.Open(data, o.Log)
}

// demo reports whether nobody has said what is to be served.
func (o *Options) demo() bool { return o.Data == "" && o.Cluster == nil }

// reloadAt looks for a new generation at each signal.
func reloadAt(ctx context.Context, hangup <-chan os.Signal, live published, log *slog.Logger) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-hangup:
			if err := live.Reload(ctx); err != nil {
				log.Error("reloading", "error", err)
				continue
			}
			log.Info("reloaded", "generation", generationOf(live))
		}
	}
}

func generationOf(live published) string {
	a, release, err := live.Acquire(context.Background())
	defer release()
	if err != nil {
		return ""
	}
	return a.Generation().ID
}
