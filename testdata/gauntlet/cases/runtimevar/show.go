package runtimevar

// runtime is how long the show takes, in minutes.
var runtime = 93
