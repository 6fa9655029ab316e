package desk

import (
	"container/list"
	"context"
	"net/http"
	"sync"
	"time"

	"reftel/internal/server/guard"
)

// keptBytes is how much is kept of what is the same for all, and keptMost how large one
// answer may be: a part of the sitemap has some five megabytes. Of those that are larger
// than keptPlain only the compressed form is kept, which is a tenth of that; hardly anybody
// asks for the other.
const (
	keptBytes = 32 << 20
	keptMost  = keptBytes / 2
	keptPlain = 1 << 20
)

// drawTurns is how many of them are drawn at once, and drawPatience how long one waits for
// a turn. Whoever asks under hundreds of hosts or for hundreds of beginnings of names asks
// for as many answers, and one of them can take megabytes while it is drawn.
const (
	drawTurns    = 4
	drawPatience = 10 * time.Second
)

// An answer is one that was drawn. It must not be changed.
type answer struct {
	status int
	header http.Header
	body   []byte
	packed []byte // nil where it is not compressed
	length int    // of the body, which may be kept packed alone
}

// size is about how much memory an answer takes.
func (a *answer) size() int { return len(a.body) + len(a.packed) + 2048 }

// answers are kept by a key, those that were asked for last, up to a number of bytes.
type answers struct {
	most  int
	turns *guard.Turns

	mu    sync.Mutex
	bytes int
	kept  map[string]*list.Element
	order list.List                // of *entry; the last asked for in front
	drawn map[string]chan struct{} // what is being drawn; closed when it is
}

type entry struct {
	key    string
	answer *answer
}

func newAnswers(most int) *answers {
	return &answers{most: most, turns: guard.NewTurns(drawTurns, drawPatience), kept: map[string]*list.Element{}, drawn: map[string]chan struct{}{}}
}

// of is the answer that is kept under a key, or else the one that is drawn. Of many who
// ask at once one draws it and the others wait; where that came to nothing each tries.
func (k *answers) of(ctx context.Context, key string, draw func() (*answer, bool, error)) (*answer, error) {
	a, wait := k.begin(key)
	if a != nil {
		return a, nil
	}
	if wait != nil {
		select {
		case <-wait:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		if a := k.get(key); a != nil {
			return a, nil
		}
		a, _, err := draw()
		return a, err
	}
	defer k.end(key)
	a, keep, err := draw()
	if keep && err == nil {
		k.put(key, a)
	}
	return a, err
}

// begin is what is kept, or what to wait for; neither for who is to draw.
func (k *answers) begin(key string) (*answer, chan struct{}) {
	if a := k.get(key); a != nil {
		return a, nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if wait := k.drawn[key]; wait != nil {
		return nil, wait
	}
	k.drawn[key] = make(chan struct{})
	return nil, nil
}

func (k *answers) end(key string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	close(k.drawn[key])
	delete(k.drawn, key)
}

func (k *answers) get(key string) *answer {
	k.mu.Lock()
	defer k.mu.Unlock()
	e := k.kept[key]
	if e == nil {
		return nil
	}
	k.order.MoveToFront(e)
	return e.Value.(*entry).answer
}

func (k *answers) put(key string, a *answer) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.kept[key] != nil {
		return
	}
	k.kept[key] = k.order.PushFront(&entry{key, a})
	for k.bytes += a.size(); k.bytes > k.most; {
		last := k.order.Back()
		old := k.order.Remove(last).(*entry)
		delete(k.kept, old.key)
		k.bytes -= old.answer.size()
	}
}
