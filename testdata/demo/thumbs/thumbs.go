// Package thumbs makes small pictures of large ones.
package thumbs

import (
	"fmt"
	"image"
	_ "image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"sync"
)

// MakeAll means to work on four pictures at a time. It starts all goroutines
// first and lets them wait inside, each with its file already open.
func MakeAll(files []*os.File) {
	var wg sync.WaitGroup
	tokens := make(chan struct{}, 4)
	for _, file := range files {
		wg.Go(func() {
			tokens <- struct{}{}
			defer func() { <-tokens }()
			shrink(file)
		})
	}
	wg.Wait()
}

// MakeFolder has one worker for each processor, however many pictures are in
// the folder.
func MakeFolder(dir string) error {
	names, err := filepath.Glob(filepath.Join(dir, "*.jpg"))
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	jobs := make(chan string)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for name := range jobs {
				if file, err := os.Open(name); err == nil {
					shrink(file)
				}
			}
		})
	}
	for _, name := range names {
		jobs <- name
	}
	close(jobs)
	wg.Wait()
	return nil
}

// shrink writes a quarter of the picture beside it.
func shrink(file *os.File) error {
	defer file.Close()
	large, _, err := image.Decode(file)
	if err != nil {
		return fmt.Errorf("%s: %w", file.Name(), err)
	}
	size := large.Bounds()
	small := image.NewRGBA(image.Rect(0, 0, size.Dx()/2, size.Dy()/2))
	for y := range small.Rect.Dy() {
		for x := range small.Rect.Dx() {
			small.Set(x, y, large.At(size.Min.X+2*x, size.Min.Y+2*y))
		}
	}
	out, err := os.Create(file.Name() + ".png")
	if err != nil {
		return err
	}
	if err := png.Encode(out, small); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
