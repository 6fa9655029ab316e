package serve

import (
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"reftel/internal/server/meter"
)

// tellMetrics answers with the metrics at an address of their own, until it is closed.
func (o Options) tellMetrics(m *meter.Meter) (closeIt func(), err error) {
	if m == nil {
		return func() {}, nil
	}
	d, err := openDoor(o.MetricsAddr, o.SocketMode)
	if err != nil {
		return nil, fmt.Errorf("listening for metrics on %s: %w", o.MetricsAddr, err)
	}
	s := &http.Server{
		Handler:           m,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       5 * time.Second,
		WriteTimeout:      10 * time.Second,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug),
	}
	go func() { _ = s.Serve(d) }() // until it is closed
	o.Log.Info("metrics", "url", shownURL(d.Addr())+"/metrics")
	return func() {
		_ = d.leave() // a socket is not left behind
		_ = s.Close()
	}, nil
}
