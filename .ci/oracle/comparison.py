"""Compares a table that was read here with a table of the model."""

from model import IDENTITY, NOT_COMPARED, brief, labeled


class Comparison:
    """The differences between a page's value and the model's, and the number of values compared."""

    def __init__(self):
        self.differences = []
        self.compared = 0

    def difference(self, path, message):
        self.differences.append(f"{path}: {message}")

    def missing(self, path, value):
        self.difference(path, f"missing in the model: {brief(value)}")

    def extra(self, path, value):
        self.difference(path, f"not on the page: {brief(value)}")

    def compare(self, path, page, model, identity=None):
        if isinstance(page, dict) and isinstance(model, dict):
            self.compare_objects(path, page, model)
        elif isinstance(page, list) and isinstance(model, list):
            self.compare_lists(path, page, model, identity)
        else:
            self.compared += 1
            if type(page) is not type(model) or page != model:
                self.difference(path, f"expected {brief(page)} as on the page, the model has {brief(model)}")

    def compare_objects(self, path, page, model):
        for key, value in page.items():
            below = f"{path}.{key}" if path else key
            if key in model:
                self.compare(below, value, model[key], IDENTITY.get(key))
            else:
                self.missing(below, value)
        for key, value in model.items():
            ignored = key in NOT_COMPARED or key.startswith("_")
            nothing = key in IDENTITY and value == []
            if key not in page and not ignored and not nothing:
                self.extra(f"{path}.{key}" if path else key, value)

    def compare_lists(self, path, page, model, identity):
        page, model = labeled(page, identity), labeled(model, identity)
        for label, value in page.items():
            if label in model:
                self.compare(f"{path}[{label}]", value, model[label])
            else:
                self.missing(f"{path}[{label}]", value)
        for label, value in model.items():
            if label not in page:
                self.extra(f"{path}[{label}]", value)
        in_page = [label for label in page if label in model]
        in_model = [label for label in model if label in page]
        for here, there in zip(in_page, in_model):
            if here != there:
                self.difference(path, f"different order: {here} on the page, {there} in the model")
                break
