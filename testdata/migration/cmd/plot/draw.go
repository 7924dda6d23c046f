package main

import (
	"bytes"
	"image/color"
	"io"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

const heading = "A migration before and after inflight -fix"

// panel is one plot of a column of the samples over time.
type panel struct {
	title  string
	column int
	scale  float64 // of the unit
	log    bool
}

var panels = []panel{
	{title: "Goroutines (log scale)", column: 1, scale: 1, log: true},
	{title: "Resident memory in MiB (log scale)", column: 2, scale: 1 << 20, log: true},
	{title: "Ids moved, in thousands", column: 3, scale: 1000},
}

// The lines can be told apart without colours too, and the colours by those who
// see few of them.
var styles = []draw.LineStyle{
	{Color: color.RGBA{0xd5, 0x5e, 0x00, 0xff}, Width: vg.Points(1.6)},
	{Color: color.RGBA{0x00, 0x72, 0xb2, 0xff}, Width: vg.Points(1.6), Dashes: []vg.Length{vg.Points(6), vg.Points(3)}},
	{Color: color.RGBA{0x00, 0x9e, 0x73, 0xff}, Width: vg.Points(2.4)},
}

const (
	width      = 20 * vg.Centimeter
	height     = 22 * vg.Centimeter
	margin     = 0.5 * vg.Centimeter
	headHeight = 2 * vg.Centimeter
)

// drawRuns writes the plot as SVG, with one panel above the other.
func drawRuns(w io.Writer, runs []run) error {
	plot.DefaultFont = font.Font{Typeface: "Liberation", Variant: "Sans"}
	column := make([][]*plot.Plot, len(panels))
	for i, p := range panels {
		drawn, err := p.plot(runs)
		if err != nil {
			return err
		}
		column[i] = []*plot.Plot{drawn}
	}
	column[len(column)-1][0].X.Label.Text = "seconds since the program was started"

	// The background is white in dark themes too: the axes are black.
	canvas := vgsvg.New(width, height)
	canvas.SetColor(color.White)
	canvas.Fill(vg.Rectangle{Max: vg.Point{X: width, Y: height}}.Path())
	page := draw.Crop(draw.New(canvas), margin, -margin, margin, -margin)
	drawHead(draw.Crop(page, 0, 0, height-headHeight-2*margin, 0), runs)
	tiles := draw.Tiles{Rows: len(column), Cols: 1, PadY: margin}
	for i, area := range plot.Align(column, tiles, draw.Crop(page, 0, 0, 0, -headHeight)) {
		column[i][0].Draw(area[0])
	}
	var svg bytes.Buffer
	if _, err := canvas.WriteTo(&svg); err != nil {
		return err
	}
	// Few systems have the font. Arial and Helvetica have letters as wide as its are.
	_, err := w.Write(bytes.ReplaceAll(svg.Bytes(),
		[]byte("font-family:Liberation Sans;"), []byte("font-family:Liberation Sans,Arial,Helvetica,sans-serif;")))
	return err
}

func (p panel) plot(runs []run) (*plot.Plot, error) {
	drawn := plot.New()
	drawn.Title.Text = p.title
	drawn.Title.Padding = vg.Points(6)
	drawn.X.Min = 0
	drawn.Y.Min = 0
	if p.log {
		drawn.Y.Min = 1
		drawn.Y.Scale = plot.LogScale{}
		drawn.Y.Tick.Marker = plot.TickerFunc(powersOfTen)
	}
	grid := plotter.NewGrid()
	grid.Vertical.Color = color.Gray{0xdd}
	grid.Horizontal.Color = color.Gray{0xdd}
	drawn.Add(grid)
	for i, r := range runs {
		points := make(plotter.XYs, len(r.samples))
		for j, s := range r.samples {
			points[j] = plotter.XY{X: s[0], Y: s[p.column] / p.scale}
			if p.log {
				points[j].Y = max(points[j].Y, 1)
			}
		}
		line, err := plotter.NewLine(points)
		if err != nil {
			return nil, err
		}
		line.LineStyle = style(i)
		drawn.Add(line)
	}
	if p.log {
		// A whole number of decades, or the scale ends between two labels.
		drawn.Y.Max = math.Pow(10, math.Ceil(math.Log10(drawn.Y.Max)))
	}
	return drawn, nil
}

// drawHead writes the heading, and below it which line is which in all panels.
func drawHead(c draw.Canvas, runs []run) {
	text := plot.New().Title.TextStyle
	text.Font.Size = vg.Points(15)
	c.FillText(text, vg.Point{X: c.Center().X, Y: c.Max.Y}, heading)

	// A legend has its lines one below the other. They are to stand side by side.
	each := c.Size().X / vg.Length(len(runs))
	for i, r := range runs {
		legend := plot.NewLegend()
		legend.Left = true
		legend.YOffs = margin
		legend.ThumbnailWidth = 2 * vg.Centimeter
		legend.Add("  "+r.name, &plotter.Line{LineStyle: style(i)})
		left := each * vg.Length(i)
		legend.Draw(draw.Crop(c, left, left+each-c.Size().X, 0, 0))
	}
}

func style(run int) draw.LineStyle { return styles[run%len(styles)] }

// powersOfTen labels 1, 10, 100, 1k and so on.
func powersOfTen(lowest, highest float64) []plot.Tick {
	var ticks []plot.Tick
	for v := lowest; v <= highest; v *= 10 {
		label := strconv.FormatFloat(v, 'f', -1, 64)
		if millions, ok := strings.CutSuffix(label, "000000"); ok {
			label = millions + "M"
		} else if thousands, ok := strings.CutSuffix(label, "000"); ok {
			label = thousands + "k"
		}
		ticks = append(ticks, plot.Tick{Value: v, Label: label})
	}
	return ticks
}
