"""Finds which modules use each other in a circle."""

from collections import defaultdict


def resolve(module, path, seen=frozenset()):
    """Returns the module that a path leads to, and whether the path names a module rather than what is defined in it; (None,
    False) for what another crate defines."""
    first, *rest = path
    if first == "crate":
        return walk(module.root(), rest, seen)
    if first == "self":
        return walk(module, rest, seen)
    if first == "super":
        return walk(module.parent, rest, seen) if module.parent else (None, False)
    if first in module.children:
        return walk(module.children[first], rest, seen)
    found = imported(module, first, seen)
    if found is None or found[0] is None:
        return None, False
    target, is_module = found
    return walk(target, rest, seen) if is_module else found


def walk(module, path, seen):
    if not path:
        return module, True
    name, *rest = path
    if name in ("super", "self"):
        up = module.parent if name == "super" else module
        return walk(up, rest, seen) if up else (None, False)
    # A function may have the name of a module, and is meant where the path ends.
    item = None if name in module.defined else imported(module, name, seen)
    if not rest and item and item[0] and not item[1]:
        return item
    if name in module.children and (rest or name not in module.defined):
        return walk(module.children[name], rest, seen)
    if item:
        target, is_module = item
        return walk(target, rest, seen) if is_module and target else item
    # What a macro defines isn't seen; it counts as its module's.
    return module, False


def imported(module, name, seen=frozenset()):
    """Returns what a name is that a module imports or re-exports, as `resolve` does; None if it doesn't."""
    if (module.path, name) in seen:
        return None
    seen = seen | {(module.path, name)}
    for each in module.imports:
        if each.name == name and each.path != (name,):
            return resolve(module, each.path, seen)
    for each in module.imports:
        if each.name != "*":
            continue
        target, is_module = resolve(module, each.path[:-1], seen)
        if not target or not is_module or target is module:
            continue
        if name in target.defined:
            return target, False
        if name in target.children:
            return target.children[name], True
        if found := imported(target, name, seen):
            return found
    return None


def uses(root):
    """Returns (module, module, name, line) for each use of what is defined in another file."""
    macros = defaultdict(set)
    for module in root.all():
        for name in module.macros:
            macros[name].add(module.path)
    by_path = {module.path: module for module in root.all()}

    def use(module, target, name, line):
        if target and target.home != module.home:
            yield module, target, name, line

    for module in root.all():
        for each in module.imports:
            if each.name == "*":
                target, is_module = resolve(module, each.path[:-1])
                if target and is_module and not each.public:
                    for word in module.words & (target.defined | {i.name for i in target.imports}):
                        yield from use(module, walk(target, [word], frozenset())[0], word, each.line)
                continue
            target, is_module = resolve(module, each.path)
            if not target or is_module:
                continue
            # What is below a module and only re-exported by it isn't used by it.
            below = target.home[: len(module.home)] == module.home
            if not (each.public and below) or each.name in module.words:
                yield from use(module, target, each.path[-1], each.line)
        for path, line in module.paths:
            target, is_module = resolve(module, path)
            if target and not is_module:
                yield from use(module, target, path[-1], line)
        for name, line in module.calls:
            if name not in module.defined and imported(module, name) is None and len(macros[name]) == 1:
                yield from use(module, by_path[min(macros[name])], f"{name}!", line)


def edges(root):
    """Returns, for each folder of modules, which of them uses which: {folder: {(module, module): [use, ...]}}. The name of a module
    in its folder is "" for the file of the folder itself."""
    found = defaultdict(lambda: defaultdict(list))
    for module, target, name, line in uses(root):
        here, there = module.home, target.home
        common = 0
        while common < min(len(here), len(there)) and here[common] == there[common]:
            common += 1
        pair = tuple("".join(home[common : common + 1]) for home in (here, there))
        found[here[:common]][pair].append((name, module.file, line))
    return found


def knots(pairs):
    """Returns the groups of modules that can all be reached from each other, by Tarjan's algorithm."""
    order, low, stack, groups = {}, {}, [], []
    after = defaultdict(set)
    for here, there in pairs:
        after[here].add(there)

    def visit(node):
        order[node] = low[node] = len(order)
        stack.append(node)
        for other in sorted(after[node]):
            if other not in order:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], order[other])
        if low[node] == order[node]:
            group = []
            while not group or group[-1] != node:
                group.append(stack.pop())
            if len(group) > 1:
                groups.append(sorted(group))

    for node in sorted(list(after)):
        if node not in order:
            visit(node)
    return groups
