namespace Assay.Reports.Html;

/// <summary>An open element.</summary>
public readonly ref struct HtmlElement
{
    private readonly HtmlWriter _writer;
    private readonly string _name;
    private readonly int _depth;

    internal HtmlElement(HtmlWriter writer, string name, int depth)
    {
        _writer = writer;
        _name = name;
        _depth = depth;
    }

    /// <summary>Closes the element; a void element has nothing to close.</summary>
    public void Dispose()
    {
        if (_depth > 0)
        {
            _writer.Close(_name, _depth);
        }
    }
}
