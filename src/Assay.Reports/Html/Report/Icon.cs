namespace Assay.Reports.Html;

/// <summary>A line drawing on a grid of 16. It always stands beside a word, so it has no name of its own.</summary>
internal sealed class Icon
{
    private readonly string _path;

    private Icon(string path) => _path = path;

    public static Icon Check { get; } = new("M3 8.5 6.5 12 13 4.5");
    public static Icon Eye { get; } = new("M1.5 8C3.5 4.8 5.6 3.5 8 3.5s4.5 1.3 6.5 4.5c-2 3.2-4.1 4.5-6.5 4.5S3.5 11.2 1.5 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z");
    public static Icon Cross { get; } = new("M4 4l8 8M12 4l-8 8");
    public static Icon Question { get; } = new("M5.5 6a2.5 2.5 0 1 1 3.6 2.2C8.3 8.6 8 9 8 10M8 12.9v.1");
    public static Icon Warning { get; } = new("M8 2.3 14.5 13.5h-13zM8 6.5v3.3M8 11.6v.1");
    public static Icon Minus { get; } = new("M4 8h8");
    public static Icon Up { get; } = new("M8 13V3M4 7l4-4 4 4");
    public static Icon Diamond { get; } = new("M8 2.5 13.5 8 8 13.5 2.5 8z");
    public static Icon Circle { get; } = new("M8 13A5 5 0 1 0 8 3a5 5 0 0 0 0 10z");
    public static Icon Dot { get; } = new("M8 9.2A1.2 1.2 0 1 0 8 6.8a1.2 1.2 0 0 0 0 2.4z");
    public static Icon Search { get; } = new("M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3 14 14");
    public static Icon Pencil { get; } = new("M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3zM9 4.7 11.3 7");
    public static Icon Stop { get; } = new("M5.4 2h5.2L14 5.4v5.2L10.6 14H5.4L2 10.6V5.4zM5.5 8h5");
    public static Icon Book { get; } = new("M8 4.5C6.5 3.5 4.5 3 2 3v9.5c2.5 0 4.5.5 6 1.5 1.5-1 3.5-1.5 6-1.5V3c-2.5 0-4.5.5-6 1.5zM8 4.5V14");
    public static Icon Download { get; } = new("M8 2v8M4.5 6.8 8 10.2l3.5-3.4M2.5 13.5h11");
    public static Icon Gear { get; } = new("M8 10.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM8 1.8v2.2M8 12v2.2M1.8 8H4M12 8h2.2M3.6 3.6l1.6 1.6M10.8 10.8l1.6 1.6M12.4 3.6l-1.6 1.6M5.2 10.8l-1.6 1.6");
    public static Icon Code { get; } = new("M5 4.5 1.5 8 5 11.5M11 4.5 14.5 8 11 11.5M9.3 3 6.7 13");
    public static Icon Arrive { get; } = new("M2 8h8M7 4.5 10.5 8 7 11.5M13.5 3v10");
    public static Icon Layers { get; } = new("M8 2 14 5.3 8 8.6 2 5.3zM2 8.3l6 3.3 6-3.3M2 11l6 3.3 6-3.3");
    public static Icon Bolt { get; } = new("M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z");
    public static Icon Play { get; } = new("M4.5 2.8v10.4L13 8z");
    public static Icon Call { get; } = new("M2 12.5V9a3 3 0 0 1 3-3h8.5M10 2.5 13.5 6 10 9.5");
    public static Icon Box { get; } = new("M2.5 5 8 2l5.5 3v6L8 14l-5.5-3zM2.5 5 8 8l5.5-3M8 8v6");

    public void Write(HtmlWriter html)
    {
        using (html.Element("svg.icon", ("viewBox", "0 0 16 16"), ("aria-hidden", "true"), ("focusable", "false")))
        {
            html.Element("path", "", ("d", _path));
        }
    }
}
