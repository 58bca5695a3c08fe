using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Assay.Web.Hosting;

/// <summary>Looks before the server starts whether it can do its work with these settings.</summary>
public static class StartupCheck
{
    /// <summary>Throws <see cref="StartupException"/> with a sentence for the operator.</summary>
    public static void Run(IServiceProvider services)
    {
        try
        {
            Check(services.GetRequiredService<IOptions<PortalOptions>>().Value);
            var data = services.GetRequiredService<DataDirectory>();
            var probe = Path.Combine(data.Root, $".probe-{Environment.ProcessId}");
            File.WriteAllBytes(probe, [0]);
            File.Delete(probe);
            services.GetRequiredService<Storing.PortalDatabase>();
        }
        catch (InvalidOperationException exception)
        {
            // What the binder says of a value that is no number.
            throw new StartupException(exception.Message, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StartupException($"The data folder cannot be used: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is SqliteException or InvalidDataException)
        {
            throw new StartupException($"The database of the portal cannot be opened: {exception.Message}", exception);
        }
    }

    private static void Check(PortalOptions options)
    {
        const int Many = 1_000_000;
        InRange(nameof(PortalOptions.UploadBytes), options.UploadBytes, 1_024, 4L * 1024 * 1024 * 1024);
        InRange(nameof(PortalOptions.Workers), options.Workers, 1, 256);
        InRange(nameof(PortalOptions.AnalysisSeconds), options.AnalysisSeconds, 0, 86_400);
        InRange(nameof(PortalOptions.AnalysisBytes), options.AnalysisBytes, 1_024, 1L << 40);
        InRange(nameof(PortalOptions.TokenDays), options.TokenDays, 1, Access.TokenStore.MostDays);
        InRange(nameof(PortalOptions.FreeBytes), options.FreeBytes, 0, 1L << 50);
        InRange("Limits:" + nameof(PortalLimits.ReadsPerMinute), options.Limits.ReadsPerMinute, 0, Many);
        InRange("Limits:" + nameof(PortalLimits.SearchesPerMinute), options.Limits.SearchesPerMinute, 0, Many);
        InRange("Limits:" + nameof(PortalLimits.SubmissionsPerMinute), options.Limits.SubmissionsPerMinute, 0, Many);
        InRange("Limits:" + nameof(PortalLimits.SignInsPerMinute), options.Limits.SignInsPerMinute, 0, Many);
        if (options is { AnonymousRead: false, AnonymousSubmit: true })
        {
            throw Wrong(nameof(PortalOptions.AnonymousSubmit), "nobody can hand packages in without reading: set Portal:AnonymousRead too");
        }

        if (options.LogFormat is not ("json" or "simple"))
        {
            throw Wrong(nameof(PortalOptions.LogFormat), "is json or simple");
        }

        if (options.PublicAddress is { } address && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            throw Wrong(nameof(PortalOptions.PublicAddress), "is an address that begins with https:// or http://");
        }

        if (options.KnownProxies.FirstOrDefault(proxy => !IPAddress.TryParse(proxy, out _)) is { } name)
        {
            throw Wrong(nameof(PortalOptions.KnownProxies), $"{name} is no IP address");
        }

        if (options.CorsOrigins.FirstOrDefault(origin => !Uri.TryCreate(origin, UriKind.Absolute, out var site) || site.GetLeftPart(UriPartial.Authority) != origin) is { } wrong)
        {
            throw Wrong(nameof(PortalOptions.CorsOrigins), $"{wrong} is no origin such as https://example.com");
        }
    }

    private static void InRange(string name, long value, long low, long high)
    {
        if (value < low || value > high)
        {
            throw Wrong(name, FormattableString.Invariant($"is {low} to {high}, not {value}"));
        }
    }

    private static StartupException Wrong(string name, string what) => new($"{PortalOptions.Section}:{name} {what}.", null);
}

/// <summary>Says for the operator why the server does not start.</summary>
public sealed class StartupException(string message, Exception? inner) : Exception(message, inner);
