package guard

// Turns are the slots of what takes minutes where a search takes milliseconds, as taking
// out a list does. Nobody waits for one: who finds none is told so. Of one visitor that is
// known no more than half of them are in use.
type Turns struct{ pool *pool }

// NewTurns makes n turns.
func NewTurns(n int) *Turns { return &Turns{newPool(n)} }

// Enter takes a turn. The function that it returns gives it back. ErrShare says that the
// visitor has a share already, ErrBusy that others have all.
func (t *Turns) Enter(v Visitor) (leave func(), err error) {
	if t.pool.enter(v) {
		return func() { t.pool.leave(v) }, nil
	}
	t.pool.mu.Lock()
	defer t.pool.mu.Unlock()
	if !t.pool.may(v) {
		return nil, ErrShare
	}
	return nil, ErrBusy
}
