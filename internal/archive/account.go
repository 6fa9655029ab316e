package archive

// An Account is what the ingest told of what it read: what it doubted and what it
// refused. It names no file.
type Account struct {
	Formats map[string]int `json:"formats"`          // cables by format
	Doubts  []Doubted      `json:"doubts,omitempty"` // most frequent first
	Refused []Refused      `json:"refused,omitempty"`
}

// A Doubted is one kind of doubt, with how often it occurred and a few cases.
type Doubted struct {
	Kind  string      `json:"kind"`
	Count int         `json:"count"`
	Cases []DoubtCase `json:"cases,omitempty"`
}

// A DoubtCase is a doubt about one cable, which may not be held any more.
type DoubtCase struct {
	ID     string `json:"id"`
	Detail string `json:"detail,omitempty"`
}

// A Refused is one kind of reason why files, or parts of them, were refused.
type Refused struct {
	Kind  string `json:"kind"`
	Count int    `json:"count"`
}
