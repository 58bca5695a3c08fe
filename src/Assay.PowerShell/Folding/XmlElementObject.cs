using System.Xml;

namespace Assay.PowerShell.Folding;

/// <summary>An element of an XML text; the document is an element without a name.</summary>
internal sealed class XmlElementObject
{
    private const int MaximumDepth = 64;

    private readonly Dictionary<string, string> _attributes = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Name, XmlElementObject Element)> _children = [];
    private readonly System.Text.StringBuilder _text = new();

    /// <summary>Reads a text without its document type; unknown where it is not well formed.</summary>
    public static object Parse(string text)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true };
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), settings);
            var document = new XmlElementObject();
            var open = new Stack<XmlElementObject>();
            open.Push(document);
            while (reader.Read())
            {
                if (!Take(reader, open))
                {
                    return UnknownElement.Any;
                }
            }

            return document;
        }
        catch (XmlException)
        {
            return UnknownElement.Any;
        }
    }

    /// <summary>An attribute's text, a child element, or several; a child that holds only text is that text.</summary>
    public object? Property(string name)
    {
        var found = _children.Where(child => child.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(child => child.Element.AsValue()).ToList();
        if (_attributes.TryGetValue(name, out var attribute))
        {
            found.Add(attribute);
        }

        return found.Count switch
        {
            0 => name.ToUpperInvariant() is "INNERTEXT" or "#TEXT" ? _text.ToString() : UnknownElement.Any,
            1 => found[0],
            _ => found.ToArray(),
        };
    }

    private object AsValue() => _attributes.Count == 0 && _children.Count == 0 ? _text.ToString() : this;

    private static bool Take(XmlReader reader, Stack<XmlElementObject> open)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                var element = new XmlElementObject();
                open.Peek()._children.Add((reader.Name, element));
                var empty = reader.IsEmptyElement;
                while (reader.MoveToNextAttribute())
                {
                    element._attributes[reader.Name] = reader.Value;
                }

                if (!empty)
                {
                    open.Push(element);
                }

                return open.Count <= MaximumDepth;
            case XmlNodeType.EndElement:
                open.Pop();
                return true;
            case XmlNodeType.Text or XmlNodeType.CDATA:
                open.Peek()._text.Append(reader.Value);
                return true;
            default:
                return true;
        }
    }
}
