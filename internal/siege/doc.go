// Package siege holds what the program withstands as a process of its own: many clients
// and slow ones, little memory, a disk that is full, and its end at any moment. It has
// tests only; they take minutes and run for the scorecard (make scorecard) and in the long
// form, not in each run of all tests.
package siege
