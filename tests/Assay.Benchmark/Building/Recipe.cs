namespace Assay.Benchmark.Building;

/// <summary>Writes the package of one case in each of its forms.</summary>
/// <param name="id">Id of the case.</param>
/// <param name="names">Own identifiers that another form renames: <c>Old=New</c>, separated by blanks.</param>
internal abstract class Recipe(string id, string names = "")
{
    public string Id { get; } = id;

    /// <summary>Own identifiers with the names they have in <see cref="Form.Renamed"/>.</summary>
    public IReadOnlyList<(string Name, string Other)> Names { get; } =
        [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => (pair.Split('=')[0], pair.Split('=')[1]))];

    /// <summary>Builds the package; the same bytes each time.</summary>
    public Sketch Build(Form form)
    {
        var sketch = new Sketch(form, Names, firstStyle: Id.Sum(letter => letter));
        Write(sketch);
        return sketch;
    }

    protected abstract void Write(Sketch sketch);
}
