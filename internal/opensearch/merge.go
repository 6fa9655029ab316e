package opensearch

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"reftel/internal/opensearch/client"
)

// mergeFrom is from how many cables on the segments of an index are merged to one a shard.
// It takes half a minute and more of waiting.
const mergeFrom = 1000

// leases is how long at most is waited for what merge waits for.
const leases = 2 * time.Minute

// merge has the cluster make one segment of each shard of an index. A cluster keeps, for
// copies that may have to catch up, all of a document as it was sent until it knows that
// none has to, which it looks for each half minute. What is merged before that keeps it
// for good: 78 KB a cable instead of 20.
func (b *Builder) merge(ctx context.Context, index string) error {
	for end := time.Now().Add(leases); ; {
		kept, err := b.keptForCopies(ctx, index)
		if err != nil {
			return fmt.Errorf("merge %s: %w", index, err)
		}
		if !kept {
			break
		}
		if time.Now().After(end) {
			return nil // a copy is away: merging would double what there is
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
	r := client.Request{Method: http.MethodPost, Path: "/" + index + "/_forcemerge", Query: url.Values{"max_num_segments": {"1"}}}
	if err := b.p.Client.Do(ctx, r, nil); err != nil {
		return fmt.Errorf("merge %s: %w", index, err)
	}
	// Searches let go of the old segments.
	if err := b.p.Client.Do(ctx, client.Request{Method: http.MethodPost, Path: "/" + index + "/_refresh"}, nil); err != nil {
		return fmt.Errorf("merge %s: %w", index, err)
	}
	return nil
}

// keptForCopies reports whether some shard keeps documents as they were sent.
func (b *Builder) keptForCopies(ctx context.Context, index string) (bool, error) {
	var stats struct {
		Indices map[string]struct {
			Shards map[string][]struct {
				SeqNo struct {
					Max int `json:"max_seq_no"`
				} `json:"seq_no"`
				Retention struct {
					Leases []struct {
						From int `json:"retaining_seq_no"`
					} `json:"leases"`
				} `json:"retention_leases"`
			} `json:"shards"`
		} `json:"indices"`
	}
	r := client.Request{Method: http.MethodGet, Path: "/" + index + "/_stats", Query: url.Values{"level": {"shards"}}}
	if err := b.p.Client.Do(ctx, r, &stats); err != nil {
		return false, err
	}
	for _, copies := range stats.Indices[index].Shards {
		for _, c := range copies {
			for _, l := range c.Retention.Leases {
				if l.From <= c.SeqNo.Max {
					return true, nil
				}
			}
		}
	}
	return false, nil
}
