package tagger

import "math/bits"

// Bits of the number of a bucket of weights.
const weightBits = 18

// at is the bucket of the n-th kind of feature with a value.
func at(n int, value uint64) uint32 {
	return uint32(mix(value+uint64(n)*0xd6e8feb86659fd93) >> (64 - weightBits))
}

// features appends the buckets of the token i of a row. The order and the
// numbers of the kinds are part of the model.
func features(row []Token, i int, f []uint32) []uint32 {
	a2, a1, t, b1, b2 := &row[i-2], &row[i-1], &row[i], &row[i+1], &row[i+2]
	f = append(f, at(0, 0),
		at(1, t.word), at(2, a1.word), at(3, b1.word), at(4, a2.word), at(5, b2.word),
		at(6, join(a1.word, t.word)), at(7, join(t.word, b1.word)), at(8, join(a1.word, b1.word)),
		at(9, join(a2.word, a1.word)), at(10, join(b1.word, b2.word)))
	n := min(int(t.length), affixes)
	head, tail, suf := beginning, beginning, uint64(0)
	for k := range n {
		head, tail = further(head, byte(t.head>>(8*k))), further(tail, byte(t.tail>>(8*k)))
		end := uint64(affix(tail))
		f = append(f, at(11+k, uint64(affix(head))), at(16+k, end))
		if k == 2 {
			suf = end
		}
	}
	lex, lexA, lexB := uint64(t.bucket), uint64(a1.bucket), uint64(b1.bucket)
	shape := uint64(t.shape)<<4 | uint64(t.length)
	f = append(f,
		at(21, lex), at(22, lexA), at(23, lexB), at(24, lexA<<8|lex), at(25, lex<<8|lexB), at(26, lexA<<16|lex<<8|lexB),
		at(27, uint64(a2.bucket)<<16|lexA<<8|lex), at(28, lex<<16|lexB<<8|uint64(b2.bucket)),
		at(29, shape), at(30, shape<<8|lex), at(31, shape<<16|uint64(a1.shape)<<8|uint64(b1.shape)))
	if n >= 3 {
		f = append(f, at(32, suf<<8|lex))
	}
	lists := uint64(t.lists)
	for rest := t.lists; rest != 0; rest &= rest - 1 {
		f = append(f, at(33, uint64(bits.TrailingZeros32(rest))))
	}
	f = append(f, at(34, lists), at(35, uint64(a1.lists)), at(36, uint64(b1.lists)),
		at(37, join(uint64(a1.lists), lists)), at(38, join(lists, uint64(b1.lists))), at(39, lists<<8|lex),
		at(40, uint64(t.titled)<<8|lex), at(41, uint64(t.headed)<<8|lex), at(42, uint64(t.titled)<<32|lists), at(43, uint64(t.headed)<<32|lists),
		at(44, join(a1.word, lex<<32|lists)), at(45, join(b1.word, lex<<32|lists)),
		at(46, uint64(b1.suffix)<<8|lex), at(47, uint64(a1.suffix)<<8|lex),
		at(48, join(join(a2.word, a1.word), lex)), at(49, join(join(b1.word, b2.word), lex)),
		at(50, uint64(b2.suffix)<<16|uint64(b1.bucket)<<8|lex), at(51, uint64(a2.suffix)<<16|uint64(a1.bucket)<<8|lex), at(52, join(uint64(a1.lists)<<8|lexA, lists<<8|lex)), at(53, join(lists<<8|lex, uint64(b1.lists)<<8|lexB)), at(54, join(join(a1.word, lex), b1.word)))
	return f
}

// context notes which tokens stand behind a title, and near the head of an
// organisation.
func context(row []Token) {
	const title, head = 1 << Titles, 1 << Heads
	far := uint8(0)
	for i := pad; i < len(row)-pad; i++ {
		t := &row[i]
		if far > 0 && (t.Closed || far > 4) {
			far = 0
		}
		if t.lists&(title|title<<insideShift) != 0 {
			t.titled = 0
			far = 1
			continue
		}
		if far > 0 {
			t.titled = far
			if ordinary(t.bucket) && t.length > 3 {
				far = 0
				continue
			}
			far++
		}
	}
	far = 0
	for i := pad; i < len(row)-pad; i++ { // behind a head: Ministry of …
		t := &row[i]
		if t.Closed {
			far = 0
		}
		if t.lists&head != 0 {
			far = 1
			continue
		}
		if far > 0 && far < 6 {
			t.headed = far
			far++
		}
		if row[i-1].opens && row[i+1].closes && headBefore(row, i-1) {
			t.headed = 7
		}
	}
	far = 0
	for i := len(row) - pad - 1; i >= pad; i-- { // before one: … Party
		t := &row[i]
		if t.Closed || t.shape&isMark != 0 {
			far = 0
		}
		if t.lists&head != 0 {
			t.headed |= far<<3 | 1<<6
			far = 1
			continue
		}
		if far > 0 && far < 6 {
			t.headed |= far << 3
			far++
		}
	}
}

// headBefore reports whether the head of an organisation stands in the eight
// tokens before i, with nothing closed between: … Council of Reforms (CONARE).
func headBefore(row []Token, i int) bool {
	for k := i - 1; k >= pad && k >= i-8 && !row[k].Closed; k-- {
		if row[k].lists&(1<<Heads) != 0 {
			return true
		}
	}
	return false
}
