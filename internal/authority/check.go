package authority

import (
	"errors"
	"fmt"
	"slices"

	"reftel/internal/cable"
)

// Check refuses what cannot be looked up: things without a name or of no kind, and
// two of one name.
func (f File) Check() error {
	var faults []error
	seen := map[string]string{}
	for i := range f {
		t := &f[i]
		key := Key(t.Kind, t.Name)
		switch {
		case !slices.Contains([]string{cable.PER, cable.ORG, cable.LOC, cable.MISC}, t.Kind):
			faults = append(faults, fmt.Errorf("%q is of no kind: %q", t.Name, t.Kind))
		case cable.NameKey(t.Name) == "":
			faults = append(faults, fmt.Errorf("%q of kind %s has no letters", t.Name, t.Kind))
		case seen[key] != "":
			faults = append(faults, fmt.Errorf("two things of kind %s have one name: %q and %q", t.Kind, seen[key], t.Name))
		}
		seen[key] = t.Name
	}
	return errors.Join(faults...)
}
