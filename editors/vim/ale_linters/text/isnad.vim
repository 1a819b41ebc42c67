call isnad#Define('text')
