call isnad#Define('markdown')
