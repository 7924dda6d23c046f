;; Drives Emacs through the steps of the test: see editors_test.go.  In batch mode no commands
;; are read, so what usually happens after one is started here.
(define-derived-mode go-mode prog-mode "Go" (setq-local comment-start "// "))
(add-to-list 'auto-mode-alist '("\\.go\\'" . go-mode))

(defvar out (getenv "OUT"))

(defun found ()
  (let (lines)
    (dolist (d (flymake-diagnostics) (nreverse lines))
      ;; Eglot puts the source and the code before the message.
      (let ((text (replace-regexp-in-string "\\`[a-z]+ \\[[a-z]+\\]: " "" (flymake-diagnostic-text d))))
        (when (string-match-p "per element" text)
          (push (format "%d %s" (line-number-at-pos (flymake-diagnostic-beg d)) text) lines))))))

(defun say (text) (append-to-file (concat text "\n") nil out))

(defun step (name count)
  (eglot--signal-textDocument/didChange)
  (let ((end (+ (float-time) 90)))
    (while (and (< (float-time) end)
                (progn (accept-process-output nil 0.1) (flymake-start) (/= (length (found)) count)))))
  (say (concat name ": " (mapconcat #'identity (found) "; ")))
  (unless (= (length (found)) count)
    (kill-emacs 1)))

(setq last-nonmenu-event t) ; a key, not the mouse: the menu is one of text
(defun completing-read (_prompt items &rest _)
  (or (seq-find (lambda (title) (string-match-p "at most" title)) (mapcar #'car items))
      (say "no such fix")))

(find-file (getenv "FILE"))
(unless (eglot-current-server)
  (apply #'eglot (eglot--guess-contact)))
(flymake-mode 1)
(step "opened" 2)
(buffer-enable-undo)
(goto-char (point-min))
(search-forward "\tlib.Fetch(url)")
(replace-match "\tvisit(url); _ = lib.Fetch" t t)
(step "edited" 1)
(search-backward "visit(url); _ = lib.Fetch")
(replace-match "lib.Fetch(url)" t t)
(step "restored" 2)
(goto-char (point-min))
(search-forward "go func")
(eglot-code-actions (match-beginning 0) (+ 2 (match-beginning 0)) "quickfix" t)
(step "fixed" 1)
(save-buffer)
(eglot-shutdown (eglot-current-server))
