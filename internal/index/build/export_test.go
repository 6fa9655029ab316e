package build

import "reftel/internal/index/postings"

// Spoil puts a fault into what the index is built of.
func (b *Builder) Spoil(f func(*postings.Source)) { b.spoil = f }

// OnStep calls f as each step of the publication begins.
func (b *Builder) OnStep(f func(name string)) { b.step = f }

// Unchecked lets the build publish what was not verified.
func (b *Builder) Unchecked() { b.unchecked = true }
