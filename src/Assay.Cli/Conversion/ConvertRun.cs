using Assay.Model;
using Assay.Packages;
using Assay.Reports;
using Assay.Reports.Html;

namespace Assay.Cli;

/// <summary>One run of <c>assay convert</c>: outputs, inputs, one report, files, in this order.</summary>
internal sealed class ConvertRun(ConvertRequest request, Host host)
{
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        ReportOutputs.Check(request.Outputs);
        if (request.Outputs.FirstOrDefault(output => output.IsFolder && output.Format != "html") is { } folder)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{folder.Path}: is a folder, and {folder.Format} is one document; html={folder.Path} writes a page for each package");
        }

        var reports = await ReadAsync(cancellation);
        var report = Prepare(CheckReports.Join([.. reports.Select(read => read.Check)]));
        foreach (var output in request.Outputs)
        {
            WriteFile(output, reports, report);
        }

        if (request.Outputs.Count == 0)
        {
            Write(request.Format!, reports, report, host.Output);
            host.Output.Flush();
        }

        return ExitCode.Success;
    }

    private async Task<IReadOnlyList<ReadReport>> ReadAsync(CancellationToken cancellation)
    {
        var reports = new List<ReadReport>();
        var isInputRead = false;
        foreach (var input in request.Inputs)
        {
            var isStandard = input == StandardInput.Subject;
            if (isStandard && isInputRead)
            {
                throw new CommandFailedException(ExitCode.Usage, "- stands for standard input and can be given once");
            }

            isInputRead |= isStandard;
            try
            {
                var content = isStandard ? await ReadAllAsync(host.Input, cancellation) : await ReadFileAsync(input, cancellation);
                reports.AddRange(ReportFile.Read(content.Span));
            }
            catch (ReportFileException exception)
            {
                throw new CommandFailedException(ExitCode.Usage, $"{(isStandard ? "standard input" : input)} {exception.Message}");
            }
        }

        return reports;
    }

    private static async Task<ReadOnlyMemory<byte>> ReadFileAsync(string path, CancellationToken cancellation)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return await ReadAllAsync(file, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(exception is FileNotFoundException or DirectoryNotFoundException ? ExitCode.NothingFound : ExitCode.Incomplete, $"{path}: {exception.Message}");
        }
    }

    // One byte more than is allowed is read, so that the reader can say that there is too much.
    private static async Task<ReadOnlyMemory<byte>> ReadAllAsync(Stream input, CancellationToken cancellation)
    {
        var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (content.Length <= ReportFile.LongestFile && await input.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            content.Write(buffer, 0, count);
        }

        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }

    private CheckReport Prepare(CheckReport report)
    {
        report = request.Created is { } created ? report with { Inputs = report.Inputs with { AsOf = created } } : report;
        return request.Gallery is { } gallery ? GalleryAddresses.In(report, gallery) : report;
    }

    private static void WriteFile(OutputRequest output, IReadOnlyList<ReadReport> reports, CheckReport report)
    {
        try
        {
            if (output.IsFolder)
            {
                WritePages(output.Path, reports);
                return;
            }

            using var file = new AtomicFile(output.Path);
            Write(output.Format, reports, report, file.Content);
            file.Commit();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, "the report cannot be written: " + AtomicFile.Reason(failure));
        }
    }

    // The page of a package shows more than its part of a check holds.
    private static void Write(string format, IReadOnlyList<ReadReport> reports, CheckReport report, Stream output)
    {
        if (format == "html" && reports is [{ Package: { } package }])
        {
            HtmlReport.Write(package, output);
        }
        else
        {
            ReportFormats.Find(format)!.Write(report, output);
        }
    }

    private static void WritePages(string folder, IReadOnlyList<ReadReport> reports)
    {
        var packages = reports.Select(read => read.Package).OfType<PackageReport>().ToArray();
        if (packages.Length == 0)
        {
            throw new CommandFailedException(ExitCode.Usage, $"html={folder}: the report of a check has no pages of packages; write html=FILE for one page about all of them");
        }

        var names = new ReportFileNames();
        Directory.CreateDirectory(folder);
        foreach (var package in packages)
        {
            using var file = new AtomicFile(Path.Combine(folder, names.Next(package.Package.Id, package.Package.Version, package.Package.Sha256) + ".html"));
            HtmlReport.Write(package, file.Content);
            file.Commit();
        }
    }
}
