-- Going to a place in a file.
local M = {}

-- Opens an item as those of the quickfix list (`filename`, `lnum`, `col`) in this window, as it is if it is open.
function M.go_to(item)
  vim.cmd("normal! m'")
  local buffer = vim.fn.bufadd(item.filename)
  vim.bo[buffer].buflisted = true
  vim.api.nvim_win_set_buf(0, buffer)
  vim.api.nvim_win_set_cursor(0, { math.min(item.lnum, vim.api.nvim_buf_line_count(0)), item.col - 1 })
end

return M
