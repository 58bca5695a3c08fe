using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Assay.Web.Hosting;
using Assay.Web.Pages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Assay.Web.Access;

/// <summary>What a request counts as.</summary>
internal enum UseKind
{
    /// <summary>Nothing: style sheets, health.</summary>
    None,
    /// <summary>A page or an answer.</summary>
    Read,
    /// <summary>A search over a community.</summary>
    Search,
    /// <summary>A package that is handed in.</summary>
    Submission,
    /// <summary>A try to sign in, or a token that is none.</summary>
    SignIn,
}

/// <summary>Says what requests of an endpoint count as, where its address and role do not.</summary>
internal sealed record CountedUse(UseKind Kind);

internal static class UseExtensions
{
    public static T CountsAs<T>(this T endpoint, UseKind kind)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new CountedUse(kind));
}

/// <summary>Limits how often a token, or an address without one, may ask: a bucket for each kind of use that holds a minute's worth and fills up evenly.</summary>
internal static class UseLimits
{
    // Whoever has many addresses must not fill the memory: they share this many buckets. The hash is another one in every process, so nobody chooses whose bucket to empty.
    private const int Buckets = 1 << 14;

    public static void Configure(RateLimiterOptions limiter, PortalOptions options)
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, int>(context => Partition(context, options.Limits));
        limiter.OnRejected = (rejected, _) => RefuseAsync(rejected);
    }

    /// <summary>What a request counts as.</summary>
    public static UseKind KindOf(HttpContext context)
    {
        if (context.Caller().IsRefused)
        {
            return UseKind.SignIn;
        }

        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<CountedUse>() is { } counted)
        {
            return counted.Kind;
        }

        return endpoint?.Metadata.GetMetadata<RequiredRole>()?.Role switch
        {
            PortalRole.None => UseKind.None,
            PortalRole.Submit when HttpMethods.IsPost(context.Request.Method) => UseKind.Submission,
            _ => context.Request.Path.Value is "/search" or "/search.json" ? UseKind.Search : UseKind.Read,
        };
    }

    /// <summary>Whose bucket a request empties.</summary>
    public static int KeyOf(Caller caller, IPAddress? address, UseKind kind)
    {
        var who = caller.Token is { } token ? HashCode.Combine(token.Number) : HashCode.Combine(Network(address));
        return ((int)kind * Buckets) + (who & (Buckets - 1));
    }

    private static RateLimitPartition<int> Partition(HttpContext context, PortalLimits limits)
    {
        var kind = KindOf(context);
        var perMinute = kind switch
        {
            UseKind.Search => limits.SearchesPerMinute,
            UseKind.Submission => limits.SubmissionsPerMinute,
            UseKind.SignIn => limits.SignInsPerMinute,
            UseKind.Read => limits.ReadsPerMinute,
            _ => 0,
        };
        if (perMinute == 0)
        {
            return RateLimitPartition.GetNoLimiter((int)UseKind.None);
        }

        return RateLimitPartition.GetTokenBucketLimiter(KeyOf(context.Caller(), context.Connection.RemoteIpAddress, kind), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = Math.Max(1, perMinute / 60),
            ReplenishmentPeriod = perMinute >= 60 ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(1) / perMinute,
            QueueLimit = 0,
            AutoReplenishment = false,
        });
    }

    // Somebody with an IPv6 connection has 2^64 addresses at least (RFC 6177): they count as one.
    private static string Network(IPAddress? address)
    {
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
        {
            return (address is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : address)?.ToString() ?? "";
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return Convert.ToHexString(bytes[..8]);
    }

    private static ValueTask RefuseAsync(OnRejectedContext rejected)
    {
        var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1;
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        rejected.HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return ValueTask.CompletedTask;
    }
}
