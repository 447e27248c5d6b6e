;;; Driven by test_emacs.py: opens a broken example with Eglot, takes a quick fix, renames a department across two files, and
;;; prints what it saw. The set-up of the documentation, the command, the folder and the line come before it.
(setq last-nonmenu-event ?x ; asks in the minibuffer, not in a menu of the mouse
      eglot-confirm-server-initiated-edits nil
      eglot-sync-connect 30
      make-backup-files nil
      auto-save-default nil
      create-lockfiles nil)
(setcdr (assq 'blueprint-mode eglot-server-programs) test-command)

(defun test-wait (what ready)
  "Wait until READY gives something; WHAT it is that is waited for."
  (let ((end (+ (float-time) 20)))
    (while (not (funcall ready))
      (when (> (float-time) end) (error "Waited in vain for %s" what))
      (accept-process-output nil 0.05))))

(find-file (expand-file-name "story.blueprint" test-folder))
(princ (format "mode %s\n" major-mode))
(apply #'eglot--connect (eglot--guess-contact))
(setq eglot-send-changes-idle-time 0)
(flymake-mode 1)
(flymake-start)
(test-wait "diagnostics" #'flymake-diagnostics)
(dolist (one (flymake-diagnostics))
  (princ (format "finding %s %s\n" (line-number-at-pos (flymake-diagnostic-beg one))
                 (car (split-string (flymake-diagnostic-text one) "\n")))))

;; Completion behind "vi" on a new line, which is taken back.
(goto-char (point-max))
(insert "\nstep \"More\"\n  customer: more \"More\" vi")
(eglot--signal-textDocument/didChange)
(pcase-let ((`(,begin ,end ,table . ,_) (eglot-completion-at-point)))
  (dolist (one (all-completions (buffer-substring begin end) table))
    (princ (format "completed %s\n" (string-trim (substring-no-properties one))))))
(delete-region (line-beginning-position -1) (point-max))
(eglot--signal-textDocument/didChange)

;; The quick fix: the first of what is offered.
(goto-char (point-min))
(search-forward "frontsage")
(backward-char 3)
(cl-letf (((symbol-function 'completing-read)
           (lambda (_prompt choices &rest _)
             (let ((first (if (consp (car choices)) (caar choices) (car choices))))
               (princ (format "offered %s\n" first))
               first)))
          ((symbol-function 'tmm-prompt) (lambda (&rest _) (error "A menu"))))
  (eglot-code-actions (line-beginning-position) (line-end-position) nil t))
(princ (format "fixed %s\n" (buffer-substring (line-beginning-position) (line-end-position))))
(eglot--signal-textDocument/didChange)

;; The rename: of the department, which another file declares.
(goto-char (point-min))
(search-forward "care:")
(backward-char 3)
(cl-letf (((symbol-function 'y-or-n-p) (lambda (_) t)))
  (eglot-rename "help_desk"))
(save-some-buffers t)
(ignore-errors (eglot-shutdown (eglot-current-server)))
