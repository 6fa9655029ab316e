package build

import "reftel/internal/index/postings"

// Spoil puts a fault into what the index is built of.
func (b *Builder) Spoil(f func(*postings.Source)) { b.spoil = f }

// Unchecked lets the build publish what was not verified.
func (b *Builder) Unchecked() { b.unchecked = true }
