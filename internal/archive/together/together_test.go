package together

import (
	"math"
	"testing"
)

func TestScore(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		name            string
		both, a, b, all int
		want            float64
	}{
		{"as chance would have it", 10, 100, 100, 1000, 0},
		{"less than chance", 5, 100, 100, 1000, 0},
		{"never", 0, 100, 100, 1000, 0},
		{"once: the cable says it all", 1, 1, 1, 1000, 0},
		{"twice and never apart", 2, 2, 2, 1000, 2 * (2*math.Log(500) + 998*math.Log(1000.0/998))},
		{"hardly more than chance", 4, 50, 400, 10000, 0},
		{"in each cable of all", 50, 50, 1000, 1000, 0},
		{"all cables have both", 1000, 1000, 1000, 1000, 0},
		{"half of one, a tenth of the other", 10, 20, 100, 1000, 2 * (10*math.Log(10/2.0) + 10*math.Log(10/18.0) + 90*math.Log(90/98.0) + 890*math.Log(890/882.0))},
		{"more than either has", 30, 20, 100, 1000, 0},
		{"more than there are", 3, 2000, 10, 1000, 0},
		{"more beside each other than there are", 300, 700, 700, 1000, 0},
		{"no cables", 0, 0, 0, 0, 0},
		{"negative", -3, -2, -1, -5, 0},
	} {
		if got := Score(x.both, x.a, x.b, x.all, 0); math.Abs(got-x.want) > 1e-9 {
			t.Errorf("%s: %g, want %g", x.name, got, x.want)
		}
	}
}

// TestOrder holds what the measure is for: what tells something of a value comes
// before what is frequent, and before what is rare.
func TestOrder(t *testing.T) {
	t.Parallel()
	const all = 10000
	telling := Score(40, 50, 60, all, 0)    // nearly always with it, seldom without
	frequent := Score(45, 50, 7000, all, 0) // nearly always with it, but everywhere
	rare := Score(2, 50, 2, all, 0)         // always with it, but twice
	loose := Score(9, 50, 700, all, 0)      // two and a half times as often as chance
	if !(telling > rare && rare > frequent && frequent > loose) {
		t.Errorf("telling %g, rare %g, frequent %g, loose %g", telling, rare, frequent, loose)
	}
	if got := Score(9, 50, 700, all, loose); got != loose {
		t.Errorf("%g, where no less was asked for than %g", got, loose)
	}
	if got := Score(9, 50, 700, all, loose+.001); got != 0 {
		t.Errorf("%g, where more was asked for", got)
	}
}

// TestMost holds the bound by which a list may be cut short.
func TestMost(t *testing.T) {
	t.Parallel()
	const a, all = 30, 400
	before := 0.0
	for b := 2; b <= all; b++ {
		most := Most(a, b, all)
		for both := 0; both <= min(a, b); both++ {
			if got := Score(both, a, b, all, 0); got > most+1e-9 {
				t.Fatalf("%d of %d and %d: %g, at most %g", both, a, b, got, most)
			}
		}
		if b <= a && most < before {
			t.Errorf("%d cables: at most %g, of fewer %g", b, most, before)
		}
		before = most
	}
}

func FuzzScore(f *testing.F) {
	f.Add(10, 20, 100, 1000)
	f.Add(-1, 0, 1<<40, 5)
	f.Fuzz(func(t *testing.T, both, a, b, all int) {
		got := Score(both, a, b, all, 0)
		if math.IsNaN(got) || math.IsInf(got, 0) || got < 0 {
			t.Errorf("%d of %d and %d of %d: %g", both, a, b, all, got)
		}
		if other := Score(both, b, a, all, 0); math.Abs(other-got) > 1e-6*max(1, got) {
			t.Errorf("%d of %d and %d of %d: %g, the other way round %g", both, a, b, all, got, other)
		}
	})
}

// TestShortcut compares the scores that spare their logarithms with plain ones.
func TestShortcut(t *testing.T) {
	t.Parallel()
	const all = 60
	for a := 1; a <= all; a++ {
		for b := 1; b <= all; b++ {
			for both := max(2, a+b-all); both <= min(a, b); both++ {
				n, m, k, l := float64(all), float64(both), float64(a), float64(b)
				want := 2 * (cell(m, k*l/n) + cell(k-m, k*(n-l)/n) + cell(l-m, (n-k)*l/n) + cell(n-k-l+m, (n-k)*(n-l)/n))
				if want < Least || both*all <= a*b {
					want = 0
				}
				if got := Score(both, a, b, all, 0); got != want {
					t.Fatalf("%d of %d and %d: %g, want %g", both, a, b, got, want)
				}
			}
		}
	}
}
